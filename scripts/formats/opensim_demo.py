"""Opens marker files with OpenSim and compares a marker with what stands in the file."""
import sys

import opensim
import pandas

for path in sys.argv[1:]:
    table = opensim.TimeSeriesTableVec3(path)
    lines = open(path).read().splitlines()
    names = [name for name in lines[3].split("\t")[2:] if name]
    assert list(table.getColumnLabels()) == names
    assert table.getNumRows() == len(lines) - 5
    first = names.index("LHip") * 3 + 2
    cells = pandas.DataFrame([line.split("\t")[first:first + 3] for line in lines[5:]]).astype(float).to_numpy()
    column = table.getDependentColumn("LHip")
    seen = [[column[i][axis] for axis in range(3)] for i in range(table.getNumRows())]
    difference = max(abs(one - two) for a, b in zip(seen, cells) for one, two in zip(a, b) if two == two)
    print(f"OpenSim {opensim.GetVersion()}: {path}: {table.getNumRows()} rows, {len(names)} markers,"
          f" rate {table.getTableMetaDataString('DataRate')}, LHip within {difference:.1e}")
    assert difference < 1e-9
