"""The edition and its workbench on 127.0.0.1."""
