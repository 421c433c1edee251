package crowdstart.loadtest.report;

/** Something that happened at a moment, named on the chart; seconds from the chart's start. */
public record Mark(double second, String text) {}
