package org.bitline.api.workload;

/**
 * A model that a descriptor can name.
 *
 * @param name as in {@code workload.model}
 * @param weights whether it has weights, or shapes alone
 * @param summary one line: sizes, and where it comes from
 */
public record ModelInfo(String name, boolean weights, String summary) {}
