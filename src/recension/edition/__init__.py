"""The edition file: put together, stored, upgraded, asked."""
