// Draws what a table says beside it. Without this file the table says it alone.
"use strict";

// A long name in lines, so that none of it is cut off at the edge.
const lines = name => name.split(" ").reduce((all, word) => {
  const last = all[all.length - 1];
  if (last !== undefined && (last + " " + word).length <= 22) all[all.length - 1] = last + " " + word; else all.push(word);
  return all;
}, []);
const tone = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
for (const table of document.querySelectorAll("table[data-plot]")) {
  const rows = [...table.querySelectorAll("tr[data-values]")];
  const place = table.parentElement.querySelector(".plot");
  if (rows.length === 0 || !window.Chart || !place) continue;
  const across = table.dataset.plot === "across";
  const values = rows.map(row => row.dataset.values.split(" ").map(Number));
  const parts = [["answered", "--primary"], ["waiting", "--gold"], ["moved", "--edge"]];
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", table.getAttribute("aria-label"));
  place.append(canvas);
  place.style.height = (across ? 64 + rows.length * (rows.length > 12 ? 24 : 44) : 300) + "px";
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 14;
  Chart.defaults.color = tone("--ink");
  new Chart(canvas, {
    type: "bar",
    data: {
      labels: rows.map(row => lines(row.querySelector("th").textContent.trim())),
      datasets: parts.map(([name, colour], i) => ({
        label: table.dataset[name], data: values.map(row => row[i]), backgroundColor: tone(colour), borderColor: tone("--ink"),
        borderWidth: name === "waiting" ? 1 : 0, maxBarThickness: 28,
      })).filter(part => part.data.some(n => n > 0)),
    },
    options: {
      animation: false, responsive: true, maintainAspectRatio: false, indexAxis: across ? "y" : "x",
      scales: {
        x: { stacked: true, beginAtZero: true, grid: { display: across, color: tone("--line") }, ticks: { precision: 0, autoSkip: !across } },
        y: { stacked: true, beginAtZero: true, grid: { display: !across, color: tone("--line") }, ticks: { precision: 0, autoSkip: false } },
      },
      plugins: { legend: { position: "bottom", labels: { boxWidth: 16 } } },
    },
  });
}
