# fix: open file
def scenario(tmp):
    f = open(tmp / "a", "w")
    # the text
    f.write('''first
  second
third\
 fourth
''' f'''
{tmp.name and 1}
''')
    f.flush()
    print((tmp / "a").read_text())
