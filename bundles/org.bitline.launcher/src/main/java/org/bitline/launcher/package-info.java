/** Starts the OSGi framework and hands over the main thread. A plain jar, not a bundle. */
package org.bitline.launcher;
