"""What articles print: figures with their hedges, read, compared, and traced to their print."""

__version__ = "0.1.0"
