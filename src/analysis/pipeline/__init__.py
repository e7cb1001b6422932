"""The one place where study and engine meet: which tasks there are, and what each rests on."""
