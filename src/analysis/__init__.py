"""What articles print: figures with their hedges, read, compared, and traced to their print."""

import time

__version__ = "0.1.0"
STARTED_NS = time.time_ns()  # before any module is loaded: what changes later may not be what runs
