package org.bitline.api.workload;

/**
 * One input.
 *
 * @param key identifies the input: random draws hang on it
 * @param ids token ids, padding last
 * @param valid how many of them are not padding
 */
public record TokenSequence(long key, int[] ids, int valid) {}
