package org.bitline.api.base;

import java.nio.file.Path;
import java.util.Map;

/**
 * A JSON object as it was read, not yet bound to a type: the part of a file that belongs to a
 * plug-in.
 *
 * @param location where it stands, for messages
 * @param directory the folder against which relative paths in it are resolved
 * @param values member name to String, Double, Long, Boolean, List or Map
 */
public record Section(Location location, Path directory, Map<String, Object> values) {}
