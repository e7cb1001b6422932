"""Which Chinese city leads in AI? One article's hedged figures, each traced to its print."""

__version__ = "0.1.0"
