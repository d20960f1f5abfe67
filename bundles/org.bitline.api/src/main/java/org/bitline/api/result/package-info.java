/** What comes out of a run, who measures it and who writes it down. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.bitline.api.result;
