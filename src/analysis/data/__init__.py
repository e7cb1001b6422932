"""Raw figures in, tidy tables out; judges nothing."""
