"""Running text beside the tables: a new text's folder laid out, a draft held against what is known.

Imports data, quantity and the plain modules. What is found here is told and never guessed: a figure
whose place or metric stands nowhere near it is left to fill in, a number that no table speaks of is
unknown.
"""
