"""Text, fonts, boxes and positions of every document, within a tenth of a millimetre."""

import pytest

from tests.documents.golden import FOLDER, documents, drawn, read, written

NEAR = 0.1


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    return documents(tmp_path_factory.mktemp("golden"))


def test_there_is_a_golden_file_for_every_document(printed):
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(printed)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_a_document_draws_what_it_drew(printed, path):
    now = read(written(drawn(printed[path.stem])))
    then = read(path.read_text("utf-8"))
    assert [(kind, what) for kind, _, what in now] == [(kind, what) for kind, _, what in then]
    for (_, here, what), (_, there, _) in zip(now, then, strict=True):
        assert here == pytest.approx(there, abs=NEAR), what
