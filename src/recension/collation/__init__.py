"""Copies of one text; records of one event; what notes say of other witnesses."""
