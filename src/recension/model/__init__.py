"""The nouns of the program: texts, spans, findings, the edition, errors; no input, no output."""
