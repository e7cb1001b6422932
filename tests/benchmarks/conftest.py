"""The notebooks here are measured, not checked: nbval leaves them alone."""

collect_ignore_glob = ["*.ipynb"]
