"""Readers of a rep's notes about a deal, each of one kind of words.

A new kind of phrase goes where its meaning is: who moves next and by when into `theirs/` and `their_move`, the rep's
own step into `own_step`, who it is into `people/`, the stage into `stage_note`, a time into `note_times`. What no
reader is sure of stays the rep's note (`left_over`): a wrong key costs more than a question.
"""
