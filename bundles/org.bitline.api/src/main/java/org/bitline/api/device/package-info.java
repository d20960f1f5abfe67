/** Devices: what they can run, what it takes, what it costs. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.bitline.api.device;
