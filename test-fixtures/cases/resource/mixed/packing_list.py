"""Print the packing list of a parcel."""


def packing_list(path, verbose=False):
    lines = open(path)  # leak: resource
    items = [line.split("#")[0].strip() for line in lines]
    if verbose:
        for item in items:
            print("-", item)
        lines.close()
    else:
        print(len(items), "items")
    return items


def scenario(tmp):
    parcel = tmp / "parcel"
    parcel.write_text("tent # green\nstove\n")
    packing_list(parcel, verbose=True)
    packing_list(parcel)
