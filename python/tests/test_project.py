"""Against a running server, which the test in test/documents/python.test.ts starts."""

import os
from pathlib import Path

import httpx
import numpy
import pytest

from multilabelfy import MultilabelfyError, Project

SERVER = os.environ["MULTILABELFY"]
PROJECT = os.environ["PROJECT"]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture()
def project():
    with Project(SERVER, PROJECT) as opened:
        yield opened


def scores_of(project, images, best):
    scores = numpy.full((images, len(project.label_names())), 0.001)
    for row, label in enumerate(best):
        scores[row, label] = 0.9
    return scores


def test_reads_images_as_frames(project):
    frame = project.images()
    assert list(frame["key"]) == ["a.jpg", "b.jpg"] or sorted(frame["key"]) == ["a.jpg", "b.jpg"]
    assert set(project.images(frame="polars")["key"]) == {"a.jpg", "b.jpg"}
    (row,) = project.images(frame="rows", text="a.jpg")
    assert row["labels"] == [0]
    with pytest.raises(ValueError, match="frame is"):
        project.images(frame="table")


def test_reads_a_release_and_its_votes(project):
    release = project.release()
    assert (release.number, release.name) == (1, "first")
    labels = project.labels(frame="rows")
    assert [row["image"] for row in labels] == ["a.jpg"]
    votes = project.votes(1)
    assert set(votes["image"]) == {"a.jpg"} and len(votes) >= 2
    with pytest.raises(LookupError, match="no release 7"):
        project.release(7)


def test_sends_predictions_whole_or_not_at_all(project):
    images = ["a.jpg", "b.jpg"]
    said = project.upload_predictions("resnet", images, scores_of(project, 2, [0, 1]))
    assert said["images"] == 2 and said["topIsOriginal"] == {"count": 2, "total": 2}
    with pytest.raises(MultilabelfyError) as refused:
        project.upload_predictions("other", [*images, "c.jpg"], scores_of(project, 3, [0, 1, 2]))
    assert (refused.value.code, refused.value.status) == ("bad-file", 422)
    assert "c.jpg" in str(refused.value)


def test_sends_embeddings_whole_or_not_at_all(project):
    images = ["a.jpg", "b.jpg"]
    said = project.upload_embeddings("dino", images, numpy.array([[1, 2, 0.5], [0, -1, 4]]))
    assert (said["images"], said["size"], said["alreadyThere"]) == (2, 3, False)
    assert project.upload_embeddings("dino", images, [[1, 2, 0.5], [0, -1, 4]])["alreadyThere"]
    with pytest.raises(MultilabelfyError) as refused:
        project.upload_embeddings("dino", images, numpy.ones((2, 5), numpy.float16))
    assert refused.value.status == 409
    assert project.upload_embeddings("dino", images, numpy.ones((2, 5)), replace=True)["size"] == 5
    with pytest.raises(MultilabelfyError, match="no image c.jpg"):
        project.upload_embeddings("other", ["a.jpg", "c.jpg"], numpy.ones((2, 5)))
    for keys, rows, words in [
        (["a.jpg"], numpy.ones((2, 3)), "2 embeddings for 1 images"),
        (["a.jpg", "a.jpg"], numpy.ones((2, 3)), "stands twice"),
        (images, [[1, 2], [1]], "has 1 numbers"),
        (images, numpy.array([[1, 2], [1, numpy.inf]]), "none, or too large"),
    ]:
        with pytest.raises(ValueError, match=words):
            project.upload_embeddings("other", keys, rows)


def test_the_notebook_goes_from_a_folder_to_a_figure(project, tmp_path, monkeypatch):
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("matplotlib")
    monkeypatch.setenv("PHOTOS", str(ROOT / "samples" / "photos"))
    # No model knows the labels of this project.
    monkeypatch.setenv("PROPOSE_BY", "search")
    notebook = nbformat.read(ROOT / "python" / "examples" / "folder-to-figure.ipynb", as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert (tmp_path / "labels.png").stat().st_size > 5000
    assert len(project.images(frame="rows")) == 32


@pytest.mark.parametrize(
    ("images", "scores", "words"),
    [
        (["a.jpg"], numpy.zeros((2, 3)), "2 rows of scores for 1 images"),
        (["a.jpg"], numpy.zeros((1, 3)), "has 3 scores, and the project has"),
        (["a.jpg", "a.jpg"], numpy.zeros((2, 3)), "stands twice"),
    ],
)
def test_refuses_what_does_not_fit_before_anything_is_sent(project, images, scores, words):
    with pytest.raises(ValueError, match=words):
        project.upload_predictions("resnet", images, scores)


def test_refuses_scores_that_are_no_numbers(project):
    scores = scores_of(project, 1, [0])
    scores[0, 5] = numpy.nan
    with pytest.raises(ValueError, match="no number"):
        project.upload_predictions("resnet", ["a.jpg"], scores)


def test_says_what_the_server_says(project):
    with pytest.raises(MultilabelfyError) as refused:
        Project(SERVER, PROJECT, token="mlf_wrong").overview()
    assert (refused.value.status, refused.value.code) == (401, "not-signed-in")
    with pytest.raises(MultilabelfyError, match="no such project"):
        Project(SERVER, "nothing").overview()


def test_comes_back_when_it_is_asked_to():
    asked = []

    def answer(request):
        asked.append(request.url.path)
        if len(asked) < 3:
            return httpx.Response(503, headers={"retry-after": "0"}, json={"code": "unavailable", "message": "x"})
        return httpx.Response(200, json={"images": {"total": 2}})

    opened = Project("http://x", "p", token="mlf_x", transport=httpx.MockTransport(answer))
    assert opened.overview()["images"]["total"] == 2
    assert asked == ["/api/v1/projects/p/overview"] * 3


def test_needs_a_token(monkeypatch):
    monkeypatch.delenv("MULTILABELFY_TOKEN")
    with pytest.raises(ValueError, match="no token"):
        Project(SERVER, PROJECT)


def test_gives_a_release_as_a_dataset(project):
    pytest.importorskip("datasets")
    dataset = project.release(1).dataset()
    assert dataset["image"] == ["a.jpg"] or list(dataset["image"]) == ["a.jpg"]
    assert len(dataset[0]["labels"]) == 1
