import type { photos as japanese } from './photos.ja.ts'

export const photos: typeof japanese = {
  beforehand: 'Photos are attached without the records of where they were taken, the camera and the like.',
  takenOut:
    'The records inside the photo – where and when it was taken, the camera and the like – were taken out. What it shows is unchanged.',
}
