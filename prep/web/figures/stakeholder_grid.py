"""Stakeholder grids: power upwards, interest to the right."""

from prep.web.figures.base import Drawing, Figure, FigureView, Marks, Size, Table
from prep.web.figures.grids import Axis, Grid, draw_grid, grid_table

LEVELS = ("low", "high")


def _grid(figure: Figure) -> Grid:
    return Grid(
        y=Axis("Power", LEVELS),
        x=Axis("Interest", LEVELS),
        names={one["name"]: (one["power"], one["interest"]) for one in figure["stakeholders"]},
    )


def _draw(figure: Figure, marks: Marks, size: Size) -> Drawing:
    return draw_grid(_grid(figure), marks, size)


def _table(figure: Figure) -> Table:
    names = {one["name"]: one["name"] for one in figure["stakeholders"]}
    return grid_table(_grid(figure), names, "Stakeholders by power and interest")


STAKEHOLDER_GRID = FigureView("Stakeholder grid", _draw, _table)
