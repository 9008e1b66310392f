# fix: open file
def scenario(tmp):
	f = open(tmp / "a", "w+")
	if f:
		f.write("x")  # why
	# rewind

	f.seek(0)
	print(f.read(),
	      1)
