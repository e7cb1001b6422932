"""Which Chinese city leads in AI? One article's hedged figures, traced to where each was printed."""

__version__ = "0.1.0"
