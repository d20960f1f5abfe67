/** What every other package speaks of: where a text stands, and what went wrong with it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.bitline.api.base;
