/** Prints modules by scenarios: cases met of all cases. */
export function printTable(results) {
  const modules = [...new Set(results.flatMap(({ groups }) => Object.keys(groups)))].sort();
  const cell = ({ passed, failed } = { passed: 0, failed: 0 }) => (passed + failed > 0 ? `${passed}/${passed + failed}` : "");
  const rows = [
    ["", ...results.map(({ name }) => name), "all"],
    ...modules.map((module) => {
      const groups = results.map((result) => result.groups[module]);
      return [module, ...groups.map(cell), cell(sum(groups))];
    }),
    [
      "all",
      ...results.map(({ groups }) => cell(sum(Object.values(groups)))),
      cell(sum(results.flatMap(({ groups }) => Object.values(groups)))),
    ],
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows)
    console.log(row.map((text, column) => (column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column]))).join("  "));
}

function sum(groups) {
  return groups.reduce((all, group) => ({ passed: all.passed + (group?.passed ?? 0), failed: all.failed + (group?.failed ?? 0) }), {
    passed: 0,
    failed: 0,
  });
}
