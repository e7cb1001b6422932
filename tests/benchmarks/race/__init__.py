"""The race of what executes notebooks: the candidates, how they are measured, what they aim at."""
