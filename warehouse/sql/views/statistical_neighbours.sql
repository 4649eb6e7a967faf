-- One row per authority and neighbour.
CREATE VIEW statistical_neighbours AS FROM reference.statistical_neighbours;
COMMENT ON VIEW statistical_neighbours IS 'One row per authority and neighbour: the ten authorities most like it, closest first.';
