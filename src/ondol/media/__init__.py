"""The films of a home: folders and feeds in, one catalogue out; what each picture is, and why."""
