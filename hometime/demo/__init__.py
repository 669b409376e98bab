"""The pretend trust of the demonstration, the tests and the help pages."""
