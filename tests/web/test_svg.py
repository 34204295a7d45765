from prep.web.svg import element, group, polygon, polyline, text


def test_an_element_has_its_class_and_coordinates():
    assert element("line", "axis", x1=0, y1=1.5) == '<line class="axis" x1="0" y1="1.5"/>'


def test_text_is_escaped():
    assert ">&lt;b&gt;</text>" in text("<b>", "label", x=1, y=2)


def test_lines_and_areas_list_their_points():
    assert 'points="0,1 2.5,3"' in polyline([(0, 1), (2.5, 3)], "line")
    assert 'points="0,1 2.5,3"' in polygon([(0, 1), (2.5, 3)], "area")


def test_a_group_holds_its_parts():
    parts = (element("circle", "dot", r=1), text("one", "label", x=0, y=0))
    assert group("series", parts) == f'<g class="series">{parts[0]}{parts[1]}</g>'
