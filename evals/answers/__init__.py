"""Measuring whole answers: cases with what a right answer holds, asked one by one, scored, reported."""
