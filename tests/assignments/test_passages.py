from giamsat.assignments.passages import Passage, Piece, laid_out

TEXT = "Mở đầu. Bộ A làm; Bộ B giúp."


def test_text_without_passages_is_one_piece() -> None:
    (paragraph,) = laid_out(TEXT, [[0, len(TEXT)]], [])

    assert paragraph.pieces == (Piece(TEXT),)


def test_a_passage_stands_between_what_is_before_and_after() -> None:
    (paragraph,) = laid_out(TEXT, [[0, len(TEXT)]], [Passage(8, 17, 1, "proposed")])

    assert paragraph.pieces == (Piece("Mở đầu. "), Piece("Bộ A làm;", 1, "proposed", True), Piece(" Bộ B giúp."))


def test_findings_that_share_a_sentence_each_have_their_number() -> None:
    passages = [Passage(8, 17, 1, "proposed"), Passage(8, 17, 2, "refused")]

    (paragraph,) = laid_out(TEXT, [[0, len(TEXT)]], passages)

    assert [(piece.ordinal, piece.first) for piece in paragraph.pieces] == [
        (None, False),
        (2, True),
        (1, True),
        (None, False),
    ]


def test_the_inner_of_two_passages_owns_its_words() -> None:
    (paragraph,) = laid_out(TEXT, [[0, len(TEXT)]], [Passage(8, 28, 1, "a"), Passage(18, 28, 2, "b")])

    assert [(piece.text, piece.ordinal) for piece in paragraph.pieces] == [
        ("Mở đầu. ", None),
        ("Bộ A làm; ", 1),
        ("Bộ B giúp.", 2),
    ]


def test_a_passage_over_two_blocks_has_its_number_once() -> None:
    blocks = laid_out(TEXT, [[0, 17], [18, 28]], [Passage(8, 28, 1, "a")])

    assert [piece.first for block in blocks for piece in block.pieces if piece.ordinal] == [True, False]


def test_rows_that_follow_one_another_are_one_table() -> None:
    text = "| TT | Việc |\n| 1 | Làm |\nHết."

    table, end = laid_out(text, [[0, 13], [14, 25], [26, 30]], [Passage(20, 23, 1, "a")])

    assert [[cell[0].text.strip() for cell in row] for row in table.rows] == [["TT", "Việc"], ["1", ""]]
    assert table.rows[1][1][1] == Piece("Làm", 1, "a", first=True)
    assert end.kind == "paragraph"


def test_a_short_line_in_capitals_is_centred() -> None:
    assert [block.kind for block in laid_out("THÔNG BÁO", [[0, 9]], [])] == ["centre"]


def test_an_empty_cell_keeps_its_column() -> None:
    text = "| 1 | | Làm || x |"

    (table,) = laid_out(text, [[0, len(text)]], [])

    assert [[cell[0].text.strip() for cell in row] for row in table.rows] == [["1", "", "Làm", "x"]]
