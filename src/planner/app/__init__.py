"""The work behind the commands: the session, and the joining of book, diary and clock."""
