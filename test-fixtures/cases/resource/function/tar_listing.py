"""Lists the members of an archive that is given as an upload."""
import io
import tarfile


def member_names(upload):
    with tarfile.open(fileobj=open(upload, "rb")) as archive:  # leak: resource
        return archive.getnames()


def scenario(tmp):
    upload = tmp / "upload.tar"
    with tarfile.open(upload, "w") as archive:
        for name in ("a.txt", "b.txt"):
            member = tarfile.TarInfo(name)
            member.size = 3
            archive.addfile(member, io.BytesIO(b"abc"))
    print(member_names(upload))
