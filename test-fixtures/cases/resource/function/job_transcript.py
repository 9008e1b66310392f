"""Runs a job whose log goes to a file of its own."""
import logging


def run_job(job, path):
    handler = logging.FileHandler(path)  # leak: resource
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger = logging.Logger("job")
    logger.addHandler(handler)
    try:
        job(logger)
    finally:
        logger.removeHandler(handler)


def scenario(tmp):
    path = tmp / "job.log"
    run_job(lambda log: log.warning("disk is nearly full"), path)
    print(path.read_text())
