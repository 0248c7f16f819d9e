from __future__ import annotations

import numpy as np

from claims.extraction.neural.single_thread import single_thread


def test_products_are_right_and_the_number_of_threads_comes_back() -> None:
    values = np.ones((64, 64), np.float32)
    with single_thread():
        assert (values @ values == 64).all()
        with single_thread():
            assert (values @ values == 64).all()
    assert (values @ values == 64).all()
