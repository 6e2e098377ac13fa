"""Files become source texts: encodings, plain text, PDF."""
