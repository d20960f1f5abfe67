/** Parameters that are declared once (unit, default, range, doc) and quantities written as text. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.bitline.api.unit;
