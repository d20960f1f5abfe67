/** JSON files into records, with located messages; records into JSON Schemas; quantities. */
package org.bitline.engine.json;
