package org.bitline.api.base;

/**
 * A place in a JSON file.
 *
 * @param file the file as a person names it
 * @param pointer a JSON pointer (RFC 6901); empty for the whole file
 */
public record Location(String file, String pointer) {

  /** The member {@code key} of the object here. */
  public Location member(String key) {
    return new Location(file, pointer + "/" + key.replace("~", "~0").replace("/", "~1"));
  }

  /** The element {@code index} of the array here. */
  public Location element(int index) {
    return new Location(file, pointer + "/" + index);
  }

  @Override
  public String toString() {
    return pointer.isEmpty() ? file : file + "#" + pointer;
  }
}
