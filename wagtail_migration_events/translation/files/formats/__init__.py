"""The three kinds of file: PO for translation programs, XLIFF for agencies, XLSX for everybody."""
