"""One notebook, many sets of parameters, a folder of results with an index page."""
