//! Reads an image for a page. It is decoded and written anew: what can't be decoded is found here and not on
//! the page, and nothing hidden in the file, such as where a photograph was taken, gets into a pack.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};

use super::folder::image_bytes;
use crate::error::Problem;
use crate::model::slot::ImageFile;
use crate::notice::Place;

/// Wider images are made smaller: this is 300 dots an inch across the page.
const MOST_PIXELS_ACROSS: u32 = 2000;
/// Images with more pixels either way are refused.
const MOST_PIXELS: u32 = 12_000;
/// The quality of photographs, of 100.
const QUALITY: u8 = 85;

/// An image as PNG or JPEG, ready for a page.
///
/// # Errors
///
/// When the file can't be read or is no image.
pub fn image(file: &ImageFile) -> Result<Vec<u8>, Problem> {
    let bytes = image_bytes(file)?;
    encoded(&bytes).map_err(|why| {
        let place = Place { path: file.path.clone(), line: None, column: None };
        Problem::at(format!("the image can't be used: {why}"), place)
            .hint("open it in a picture program and save it as PNG or JPEG")
    })
}

fn encoded(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let text = |error: image::ImageError| error.to_string();
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| error.to_string())?;
    let format =
        reader.format().filter(|format| matches!(format, ImageFormat::Png | ImageFormat::Jpeg));
    let format = format.ok_or("it is neither PNG nor JPEG")?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(text)?;
    let orientation = decoder.orientation().map_err(text)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(text)?;
    image.apply_orientation(orientation);
    if image.width() > MOST_PIXELS_ACROSS {
        image = image.thumbnail(MOST_PIXELS_ACROSS, MOST_PIXELS);
    }
    let mut out = Cursor::new(Vec::new());
    match format {
        ImageFormat::Jpeg => image
            .to_rgb8()
            .write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY))
            .map_err(text)?,
        _ if image.color().has_alpha() => {
            image.to_rgba8().write_to(&mut out, ImageFormat::Png).map_err(text)?;
        }
        _ => image.to_rgb8().write_to(&mut out, ImageFormat::Png).map_err(text)?,
    }
    Ok(out.into_inner())
}
