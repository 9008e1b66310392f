"""After CodeQL's tests of py/file-not-closed, from memory.

CodeQL reports two things: "not closed", and "may not be closed if an exception is raised", where only
calls on the file itself count as raising. Both are labelled here. Unlike there, the guards with the
wrong sense (8, 9, 22) are labelled too: CodeQL lists them as its own known misses.
"""
import os


def not_close1():
    f1 = open("filename")  # leak: resource
    f1.write("Error could occur")
    f1.close()


def not_close2():
    f2 = open("filename")  # leak: resource


def close3():
    f3 = open("filename")
    f3.close()


def close4():
    with open("filename") as f4:
        f4.write("Error could occur")


def close5():
    f5 = open("filename")
    with f5:
        f5.write("Error could occur")


def close6():
    f6 = None
    try:
        f6 = open("filename")
        f6.write("Error could occur")
    finally:
        if f6:
            f6.close()


def close7():
    f7 = None
    try:
        f7 = open("filename")
        f7.write("Error could occur")
    finally:
        if f7 is not None:
            f7.close()


def not_close8():
    f8 = None
    try:
        f8 = open("filename")  # leak: resource
        f8.write("Error could occur")
    finally:
        if f8 is None:
            f8.close()


def not_close9():
    f9 = None
    try:
        f9 = open("filename")  # leak: resource
        f9.write("Error could occur")
    finally:
        if not f9:
            f9.close()


def not_close10():
    f10 = open("filename")  # leak: resource
    try:
        f10.write("IOError could occur")
        f10.write("IOError could occur")
        f10.close()
    except AttributeError:
        f10.close()


def does_not_raise(*args):
    pass


def close11():
    f11 = open("filename")
    try:
        f11.write("IOError could occur")
        f11.write("IOError could occur")
        does_not_raise("Potential false positive here")
        f11.close()
    except IOError:
        f11.close()


def opener_func1(name):
    return open(name)


def opener_func2(name):
    t1 = opener_func1(name)
    t2 = t1
    return t2


def not_close13():
    f13 = opener_func2("filename")  # leak: resource
    f13.write("Error could occur")
    f13.close()


def closer1(arg):
    arg.close()


def closer2(arg):
    closer1(arg)


def close14():
    f14 = opener_func2("filename")
    try:
        f14.write("Error could occur")
    finally:
        closer2(f14)


def close15():
    f15 = opener_func2("filename")
    try:
        f15.write("Error could occur")
    except BaseException:
        closer2(f15)
        raise
    closer2(f15)


def may_not_be_closed16(name):
    try:
        f16 = open(name)  # leak: resource
        f16.write("Error could occur")
        f16.close()
    except IOError:
        pass


def close17():
    f17 = open("filename")
    try:
        f17.write("Error could occur")
    except Exception:
        pass
    f17.close()


class FileOwner:
    def __init__(self, name):
        self.file = open(name)

    def close(self):
        self.file.close()


class FileWrapper:
    def __init__(self, fp):
        self.fp = fp

    def read(self):
        return self.fp.read()

    def close(self):
        self.fp.close()


def close18(path):
    f18 = FileWrapper(open(path))
    try:
        f18.read()
    finally:
        f18.close()


def returned_wrapped19(path):
    f19 = open(path)
    return FileWrapper(f19)


def may_raise():
    if os.environ.get("UNLUCKY"):
        raise ValueError("unlucky")


def not_close20():
    f20 = open("filename", "w")  # leak: resource
    may_raise()
    f20.close()


def close21(path, early):
    f21 = open(path, "wb")
    try:
        f21.write(b"foo")
        may_raise()
        if early:
            f21.close()
    finally:
        if not f21.closed:
            f21.close()


def not_close22(path, early):
    f22 = open(path, "wb")  # leak: resource
    try:
        f22.write(b"foo")
        may_raise()
        if early:
            f22.close()
    finally:
        if f22.closed:
            f22.close()


def not_close23(path):
    f23 = open(path, "w")  # leak: resource #1
    wrapped = FileWrapper(f23)  # leak: resource #1


def close24(path):
    f24 = open(path, "w")
    try:
        f24.write("hi")
    except Exception:
        pass
    f24.close()


def close25(path):
    from django.http import FileResponse

    return FileResponse(open(path))


def close26(path):
    fd = os.open(path, os.O_RDONLY)
    os.close(fd)


def not_close27(path):
    fd = os.open(path, os.O_WRONLY)  # leak: resource #2
    f27 = os.fdopen(fd, "w")  # leak: resource #2
    f27.write("hi")
    f27.close()


def close28(path):
    fd = os.open(path, os.O_WRONLY)
    f28 = os.fdopen(fd, "w")
    try:
        f28.write("hi")
    finally:
        f28.close()


def not_close29(path):
    if not path:
        return None
    f29 = open(path, "w")  # leak: resource
    f29.write("hi")
    return len(path)


def close30(path):
    global f30
    f30 = open(path)


def yielded31(path):
    yield open(path)
