package org.samspill.missions;

import java.util.List;

/**
 * What one journey counts for in one cell.
 *
 * @param many how many things are counted
 * @param total the sum of their numbers
 * @param minutes the numbers one by one, where a median is taken of them
 * @param waiting since when work waits that still holds back, in microseconds since 1970
 */
record Part(long many, long total, List<Long> minutes, List<Long> waiting) {}
