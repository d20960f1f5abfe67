/** Conformance tests that any device can run against itself. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.bitline.devicekit;
