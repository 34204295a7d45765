"""Risk matrices: probability upwards, impact to the right."""

from prep.web.figures.base import Drawing, Figure, FigureView, Marks, Size, Table
from prep.web.figures.grids import Axis, Grid, draw_grid, grid_table


def _grid(figure: Figure) -> Grid:
    return Grid(
        y=Axis("Probability", figure["probability"]),
        x=Axis("Impact", figure["impact"]),
        names={risk["id"]: (risk["probability"], risk["impact"]) for risk in figure["risks"]},
    )


def _draw(figure: Figure, marks: Marks, size: Size) -> Drawing:
    return draw_grid(_grid(figure), marks, size)


def _table(figure: Figure) -> Table:
    names = {risk["id"]: f"{risk['id']} {risk['name']}" for risk in figure["risks"]}
    return grid_table(_grid(figure), names, "Risks by probability and impact")


RISK_MATRIX = FigureView("Risk matrix", _draw, _table)
