"""Measurements: quality against truths, speed and memory."""
