"""An export's file as tables of text: CSV in any encoding, a workbook, an archive."""
