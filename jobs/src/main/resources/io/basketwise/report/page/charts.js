
'use strict';
// Draws the charts that the page describes in its data-chart attributes. Everything that a chart
// says in words comes from there; nothing is formatted here, so that a number reads the same in a
// table, in a caption and under the pointer.
(() => {
  const ROW = 30;
  const FRAME = 76;
  const PRINTED_WIDTH = 640;
  const root = document.documentElement;
  const narrow = () => root.clientWidth < 480;
  const ink = (name) => () => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const series = (index) => ink('series-' + (index % 6 + 1));
  const faint = (color) => () => color() + '2e';
  // The row that matters is coloured, what it is compared with is not.
  const emphasis = (rows) => (context) => ink(rows[context.dataIndex]?.strong ? 'series-1' : 'series-6')();
  const SHAPES = ['circle', 'triangle', 'rect', 'rectRot', 'cross', 'star'];

  const axis = (title, more) => ({
    title: {display: title !== '', text: title, color: ink('quiet')},
    ticks: {color: ink('quiet'), maxTicksLimit: 7, maxRotation: 0},
    grid: {color: ink('line')},
    border: {color: ink('line')},
    ...more,
  });
  const names = () => axis('', {
    grid: {display: false},
    ticks: {color: ink('ink'), autoSkip: false, crossAlign: 'far', font: () => ({size: narrow() ? 10 : 12})},
  });
  const config = (datasets, labels, scales, legend, more) => ({
    type: 'scatter',
    data: {labels, datasets},
    options: {
      animation: false,
      maintainAspectRatio: false,
      scales,
      plugins: {
        legend: {
          display: legend,
          labels: {color: ink('ink'), usePointStyle: true, boxHeight: 7, filter: (item) => item.text !== ''},
        },
        tooltip: {
          filter: (item) => item.raw.text !== undefined,
          callbacks: {title: () => '', label: (item) => item.raw.text},
        },
      },
      ...more,
    },
  });
  const days = () => axis('', {
    type: 'linear',
    bounds: 'data',
    ticks: {
      color: ink('quiet'),
      maxRotation: 0,
      maxTicksLimit: narrow() ? 3 : 6,
      includeBounds: false,
      precision: 0,
      callback: (day) => new Date(day * 864e5).toISOString().slice(0, 10),
    },
  });

  const kinds = {
    // One bar a row, each split into parts.
    bars: (chart) => config(
      chart.parts.map((part, index) => ({
        type: 'bar',
        label: part,
        pointStyle: 'rect',
        backgroundColor: series(index),
        data: chart.rows.map((row) => ({y: row.label, x: row.values[index], text: row.texts[index]})),
      })),
      chart.rows.map((row) => row.label),
      {x: axis(chart.axis, {stacked: true, beginAtZero: true, max: chart.max}),
        y: {...names(), type: 'category', stacked: true}},
      chart.parts.length > 1,
      {indexAxis: 'y'}),
    // One value a row with its interval as a thin bar.
    intervals: (chart, paint = emphasis(chart.rows)) => config(
      [
        {
          type: 'line',
          label: chart.axis,
          showLine: false,
          pointRadius: 5,
          pointBackgroundColor: paint,
          pointBorderColor: paint,
          data: chart.rows.map((row) => ({y: row.label, x: row.value, text: row.text})),
        },
        {
          type: 'bar',
          label: '',
          barThickness: 3,
          backgroundColor: paint,
          data: chart.rows.map((row) => ({y: row.label, x: [row.low, row.high], text: row.text})),
        },
      ],
      chart.rows.map((row) => row.label),
      {x: axis(chart.axis, {beginAtZero: true}), y: {...names(), type: 'category', offset: true}},
      false,
      {indexAxis: 'y'}),
    // Observed against predicted shares; on the diagonal they agree.
    reliability: (chart) => config(
      [
        {
          type: 'line',
          label: chart.value,
          borderColor: series(0),
          borderWidth: 1.5,
          pointRadius: 4,
          pointBackgroundColor: series(0),
          data: chart.points.map((point) => ({x: point.predicted, y: point.observed, text: point.text})),
        },
        ...chart.points.map((point) => ({
          type: 'line',
          label: '',
          borderColor: series(0),
          borderWidth: 1,
          pointRadius: 0,
          data: [{x: point.predicted, y: point.low}, {x: point.predicted, y: point.high}],
        })),
        {
          type: 'line',
          label: '',
          borderColor: ink('quiet'),
          borderDash: [4, 4],
          borderWidth: 1,
          pointRadius: 0,
          data: [{x: 0, y: 0}, {x: 1, y: 1}],
        },
      ],
      undefined,
      {x: axis(chart.axis, {type: 'linear', min: 0, max: 1}), y: axis(chart.value, {min: 0, max: 1})},
      false),
    // Values over days with the interval as a band.
    lines: (chart) => config(
      chart.series.flatMap((line, index) => {
        const bound = (side, fill) => ({
          type: 'line',
          label: '',
          borderWidth: 0,
          pointRadius: 0,
          backgroundColor: faint(series(index)),
          fill,
          data: line.points.map((point) => ({x: point.day, y: point[side]})),
        });
        return [
          {
            type: 'line',
            label: line.label,
            borderColor: series(index),
            backgroundColor: series(index),
            borderWidth: 1.5,
            pointStyle: SHAPES[index % SHAPES.length],
            pointRadius: 4,
            data: line.points.map((point) => ({x: point.day, y: point.value, text: point.text})),
          },
          ...(line.band ? [bound('low', false), bound('high', '-1')] : []),
        ];
      }),
      undefined,
      {x: days(), y: axis(chart.value, {beginAtZero: true})},
      true),
  };

  for (const box of document.querySelectorAll('[data-chart]')) {
    const chart = JSON.parse(box.dataset.chart);
    const rows = chart.rows === undefined ? 10 : chart.rows.length;
    const legend = chart.kind === 'bars' && chart.parts.length > 1 ? ROW : 0;
    box.style.maxWidth = chart.kind === 'reliability' ? '30rem' : '';
    box.style.height = FRAME + ROW * rows + legend + 'px';
    new Chart(box.querySelector('canvas'), kinds[chart.kind](chart));
  }

  const all = () => Object.values(Chart.instances);
  const repaint = () => all().forEach((chart) => chart.update('none'));
  const print = (printing) => {
    root.classList.toggle('printing', printing);
    for (const chart of all()) {
      chart.options.devicePixelRatio = printing ? 3 : undefined;
      chart.resize(...(printing ? [PRINTED_WIDTH, chart.height] : []));
    }
    repaint();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));
})();
